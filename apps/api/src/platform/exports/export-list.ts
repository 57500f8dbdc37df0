import {
  operationOf,
  type Endpoint,
  type EndpointName,
  type ExportColumn,
  type ExportKind,
  type QueryOf,
} from '@regulars/contracts';
import type { Actor } from '../actor.ts';
import type { Page } from '../http/cursor.ts';
import { filtersOf, pageByPage } from '../http/lists.ts';
import type { ExportCell, ExportRequest, ExportSource } from './export-source.ts';

interface Listed<Query, Row> {
  readonly kind: ExportKind;
  /** Each column with its cell of a row. */
  readonly columns: Partial<Record<ExportColumn, (row: Row) => ExportCell>>;
  /** A page of the list as the endpoint gives it to this caller. */
  readonly page: (actor: Actor, query: Query) => Promise<Page<Row>>;
  readonly count?: (request: ExportRequest) => Promise<number>;
}

/** The export of what a list endpoint shows: to the same callers, with the same filters and in the same order. */
export const exportedList = <Name extends EndpointName, Row>(
  endpoint: Endpoint<Name>,
  { kind, columns, page, count }: Listed<QueryOf<Endpoint<Name>>, Row>,
): ExportSource => {
  const cells = Object.values(columns);
  return {
    kind,
    access: endpoint.access,
    filters: filtersOf(operationOf(endpoint)),
    columns: Object.keys(columns) as ExportColumn[],
    ...(count ? { count: count } : {}),
    async *rows({ actor, query }) {
      const asked = query as QueryOf<Endpoint<Name>>;
      for await (const rows of pageByPage((at) =>
        page(actor, { ...(asked as object), ...at } as typeof asked),
      ))
        yield rows.map((row) => cells.map((cell) => cell(row)));
    },
  };
};
