/** Any number of deliveries by one statement, whose text never changes: the rows as JSON, and the time. */
export const INSERT_DELIVERIES = `
  INSERT INTO deliveries
    (account_id, source, delivery_id, order_key, body, trace_id, state, attempts, run_at, received_at)
  SELECT value ->> 0, value ->> 1, value ->> 2, value ->> 3, value ->> 4, value ->> 5, 'waiting', 0, ?2, ?2
  FROM json_each(?1)
  WHERE TRUE
  ON CONFLICT DO NOTHING`;

/** One delivery, in the order of `DeliveryRow`, and the time. In a file it costs less to run this for each. */
export const INSERT_DELIVERY = `
  INSERT INTO deliveries
    (account_id, source, delivery_id, order_key, body, trace_id, state, attempts, run_at, received_at)
  VALUES (?1, ?2, ?3, ?4, ?5, ?6, 'waiting', 0, ?7, ?7)
  ON CONFLICT DO NOTHING`;
