"""Paper that proves itself: the page that checks a printed sheet without a network, and the log's pages for people."""
