"""Chaos at scale: replicas that are killed, cut off and restarted while runners tap; a judge."""
