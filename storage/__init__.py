"""Storage remembers: small functions, plain frozen values in and out, one transaction each."""
