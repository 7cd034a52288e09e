"""Places and their zones: from a typed name of a city, a state, a country or a zone."""
