"""What stops a build, and what does its author do then?"""
