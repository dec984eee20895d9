"""Facts in bulk: who supplies what, a workbook for it, and a grid to paste into. Both go to the staged import."""
