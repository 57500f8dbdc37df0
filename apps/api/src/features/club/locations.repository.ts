import { Injectable } from '@nestjs/common';
import type { Location } from '@regulars/contracts';
import { statement } from '../../platform/database/statement.ts';
import { Transactions } from '../../platform/database/transactions.ts';
import { Names } from '../../platform/names.ts';

interface LocationRow {
  id: string;
  version: number;
  code: string;
  name: string;
  kind: Location['kind'];
  currency: string;
  address: string;
  opening_hours: string;
  active: boolean;
}

const columns = 'id, version, code, name, kind, currency, address, opening_hours, active';
const all = statement('location-all', `select ${columns} from locations order by code`);
const list = statement(
  'location-list',
  `select ${columns} from locations where $1::text is null or code > $1 order by code limit $2`,
);
const insert = statement(
  'location-insert',
  `insert into locations (${columns})
   select ${columns} from jsonb_to_recordset($1::jsonb) as place(id uuid, version int, code text, name text, kind text,
          currency text, address text, opening_hours text, active boolean)
   on conflict (code) do nothing returning ${columns}`,
);
const update = statement(
  'location-update',
  `update locations set name = $3, kind = $4, currency = $5, address = $6, opening_hours = $7, active = $8, version = version + 1
   where id = $1 and version = $2 returning ${columns}`,
);

const namesStatement = statement(
  'location-names',
  `select id, to_jsonb(name) as name from locations where id = any($1::uuid[])`,
);

@Injectable()
export class LocationsRepository {
  constructor(
    private readonly transactions: Transactions,
    names: Names,
  ) {
    names.register('location', namesStatement);
  }

  async all(): Promise<Location[]> {
    return (await this.transactions.query<LocationRow>(all)).map(show);
  }

  async list(afterCode: string | number | null, limit: number): Promise<Location[]> {
    return (await this.transactions.query<LocationRow>(list, [afterCode, limit])).map(show);
  }

  /** Those whose code was free. */
  async insert(locations: readonly Location[]): Promise<Location[]> {
    const rows = locations.map(({ openingHours, ...rest }) => ({ ...rest, opening_hours: openingHours }));
    return (await this.transactions.query<LocationRow>(insert, [JSON.stringify(rows)])).map(show);
  }

  /** The changed location, or undefined if it no longer has this version. */
  async update(location: Location, version: number): Promise<Location | undefined> {
    const { id, name, kind, currency, address, openingHours, active } = location;
    const values = [id, version, name, kind, currency, address, openingHours, active];
    const [row] = await this.transactions.query<LocationRow>(update, values);
    return row && show(row);
  }
}

const show = ({ opening_hours, ...row }: LocationRow): Location => ({ ...row, openingHours: opening_hours });
