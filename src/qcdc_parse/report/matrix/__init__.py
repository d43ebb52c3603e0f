"""Units by targets: what each unit says of each target, and what a policy makes of all of them."""
