"""`python -m bench.served_year_province`: the same year in each district of a province, and the pages of one of them.

Without observations: none of these pages but what is asked of people today reads them.
"""

from bench.served_year import main

BRANCHES = 52_378

if __name__ == "__main__":
    main(BRANCHES, with_observations=False)
