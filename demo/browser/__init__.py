"""The demo's page: several people side by side in one browser, and an inspector of what the bot does."""
