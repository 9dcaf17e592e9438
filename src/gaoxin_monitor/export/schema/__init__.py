"""What machine output holds, described once: JSON Schema, page and tests are made from it (:mod:`.outputs`)."""
