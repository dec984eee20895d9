"""`python -m fivestar` is the `fivestar` command."""

from fivestar.cli.main import main

main()
