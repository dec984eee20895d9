"""Measures as projects through 四议两公开: deliberated, published, built, accepted, or withdrawn with a reason."""
