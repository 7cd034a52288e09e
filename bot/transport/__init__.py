"""Everything between a screen and Telegram: requests, rate limits, order, pictures, errors."""
