"""Region, township, village and branch, with their renames and mergers."""
