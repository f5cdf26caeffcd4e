"""Where does an account say itself from whom it has something?"""
