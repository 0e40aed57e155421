"""Who wants to hear of it, in which words, and the next step of each delivery. Fetches nothing and judges nothing."""
