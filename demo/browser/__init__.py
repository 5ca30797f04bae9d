"""The demo's page: several people at once in one browser, with everything that the bot does behind them."""
