// Hosts of before have no time that what is usual is learned from: it begins with the next event.
MATCH (h:Host) WHERE h.learning IS NULL SET h.learning = true;

// What the detectors remember of one user, host or address; and findings of before, which count as one.
CREATE CONSTRAINT habit_id IF NOT EXISTS FOR (n:Habit) REQUIRE n.id IS UNIQUE;
MATCH (f:Finding) WHERE f.count IS NULL SET f.count = 1;
