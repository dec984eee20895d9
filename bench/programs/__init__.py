"""The programs fivestar is compared with: written by `writing` from the rulebook, kept here to be read.

`python -m bench programs` writes them anew; `bench engine` refuses to run when they are not what the rulebook says.
"""
