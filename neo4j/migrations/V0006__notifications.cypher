// The outbox: what waits to be sent, and how its targets fare.
CREATE CONSTRAINT notification_id IF NOT EXISTS FOR (n:Notification) REQUIRE n.id IS UNIQUE;
CREATE CONSTRAINT notification_target_name IF NOT EXISTS FOR (n:NotificationTarget) REQUIRE n.name IS UNIQUE;
CREATE INDEX notification_phase IF NOT EXISTS FOR (n:Notification) ON (n.phase);
CREATE INDEX notification_delivery_id IF NOT EXISTS FOR (n:Notification) ON (n.deliveryId);
