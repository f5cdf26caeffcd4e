"""Where does a string stand on a page, however it is written there?"""
