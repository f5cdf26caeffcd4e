"""How archives are made: ZIP, tar, 7z, and single files packed by gzip, bzip2 or xz."""
