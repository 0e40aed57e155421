"""The commands, thin: each reads its arguments, calls the room that does the work, and prints. No logic of its own."""
