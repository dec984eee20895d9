"""Rules of law and local rules, dated: shipped, or entered by a district. Nothing is judged by another day's rule."""
