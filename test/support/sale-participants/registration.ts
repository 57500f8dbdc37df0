import pg from 'pg';
import {
  saleFunctions,
  SaleParticipants,
  type SaleParticipant,
} from '../../../apps/api/src/features/sales/index.ts';
import type { TestApp } from '../app.ts';

/** Makes this the only participant of the app's sales: its SQL, the functions that call it, and itself. */
export const registerParticipant = async <Context>(
  api: TestApp,
  participant: SaleParticipant<Context>,
  schema: string,
): Promise<void> => {
  const database = new pg.Client({ connectionString: api.databaseUrl });
  await database.connect();
  try {
    await database.query(schema);
    for (const { name, text } of saleFunctions([participant.part])) {
      await database.query(`drop function ${name}`);
      await database.query(text);
    }
  } finally {
    await database.end();
  }
  api.app.get(SaleParticipants).register(participant);
};
