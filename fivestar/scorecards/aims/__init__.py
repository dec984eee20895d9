"""From a branch's proposal through its township to the district's target; whether targets come to the plan."""
