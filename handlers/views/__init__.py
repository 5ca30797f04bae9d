"""What people see: pure functions from domain values to a View. Text is escaped here and nowhere else."""
