"""`make bench`: what an answer tap costs Planerka, beside the usual aiogram + ORM bot; no test runs it."""
