// Lines that are lost before they are read, by source.
CREATE CONSTRAINT gap_id IF NOT EXISTS FOR (n:Gap) REQUIRE n.id IS UNIQUE;
MATCH (s:Source) WHERE s.partialLineCount IS NULL SET s.partialLineCount = 0;
