import pg from 'pg';
import {
  saleFunctions,
  SaleParticipants,
  type SaleParticipant,
} from '../../../apps/api/src/features/sales/index.ts';
import type { TestApp } from '../app.ts';

/** Adds a participant to the app's sales: its SQL, the functions that call it, and itself. */
export const registerParticipant = async <Context>(
  api: TestApp,
  participant: SaleParticipant<Context>,
  schema: string,
): Promise<void> => {
  const participants = api.app.get(SaleParticipants);
  const database = new pg.Client({ connectionString: api.databaseUrl });
  await database.connect();
  try {
    await database.query(schema);
    for (const { name, text } of saleFunctions([...participants.parts, participant.part])) {
      await database.query(`drop function ${name}`);
      await database.query(text);
    }
  } finally {
    await database.end();
  }
  participants.register(participant);
};
