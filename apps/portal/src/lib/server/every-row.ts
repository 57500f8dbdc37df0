const largestPage = 200;

interface Page<Row> {
  readonly data: readonly Row[];
  readonly cursor: { readonly next: string | null };
}

/** All rows of a list that people choose from, however many there are. */
export async function everyRow<Row>(
  ask: (page: { limit: number; cursor?: string }) => Promise<Page<Row>>,
): Promise<Row[]> {
  const rows: Row[] = [];
  let cursor: string | null = null;
  do {
    const page: Page<Row> = await ask({ limit: largestPage, ...(cursor === null ? {} : { cursor }) });
    rows.push(...page.data);
    cursor = page.cursor.next;
  } while (cursor !== null);
  return rows;
}
