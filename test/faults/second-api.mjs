// A second process of the API on a database, to be killed: `<database url> <key of codes> <data folder>`. It says its address.
import { createApp } from '../../apps/api/dist/app.js';
import { readConfig } from '../../apps/api/dist/config.js';

const [databaseUrl, codeKey, dataDir] = process.argv.slice(2);
const config = readConfig({
  DATABASE_URL: databaseUrl,
  CODE_KEY: codeKey,
  DATA_DIR: dataDir,
  DEMO: 'off',
  PORTAL: 'off',
  LOG_LEVEL: 'error',
  PORT: '0',
});
const app = await createApp(config, { schedules: false });
await app.listen(0, '127.0.0.1');
console.log((await app.getUrl()).replace('[::1]', '127.0.0.1'));
