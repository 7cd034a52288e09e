"""Screens: from plain state to what a runner sees; they send nothing."""
