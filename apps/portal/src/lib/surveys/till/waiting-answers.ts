import type { SentBodyOf, takeSurvey } from '@regulars/contracts';

/** Answers on this device that have not arrived yet. They contain no names. */
export interface WaitingAnswers {
  readonly surveyId: string;
  /** As it is sent, until its outcome is known. */
  readonly body: SentBodyOf<typeof takeSurvey>;
  /** Why the server does not take them; null while they wait. */
  readonly refused: string | null;
}

const store = 'survey-answers';

/** The shelf of this browser. It survives a restart and the end of a session. */
export class AnswerShelf {
  #opened: Promise<IDBDatabase> | undefined;

  async put(waiting: WaitingAnswers): Promise<void> {
    await this.#run('readwrite', (shelf) => shelf.put({ ...waiting, id: waiting.body.id }));
  }

  async remove(id: string): Promise<void> {
    await this.#run('readwrite', (shelf) => shelf.delete(id));
  }

  /** The oldest first. */
  async all(): Promise<WaitingAnswers[]> {
    const all = await this.#run<WaitingAnswers[]>('readonly', (shelf) => shelf.getAll());
    return all.toSorted((one, other) => one.body.answeredAt.localeCompare(other.body.answeredAt));
  }

  async #run<Result>(
    mode: IDBTransactionMode,
    ask: (shelf: IDBObjectStore) => IDBRequest<Result>,
  ): Promise<Result> {
    const database = await (this.#opened ??= open());
    return new Promise((resolve, reject) => {
      // On the disk before the customer reads thanks: a power failure must not lose it.
      const transaction = database.transaction(store, mode, { durability: 'strict' });
      const asked = ask(transaction.objectStore(store));
      transaction.oncomplete = () => resolve(asked.result);
      transaction.onabort = () => reject(transaction.error ?? new Error('not stored'));
    });
  }
}

const open = (): Promise<IDBDatabase> =>
  new Promise((resolve, reject) => {
    const asked = indexedDB.open('regulars-till', 1);
    asked.onupgradeneeded = () => asked.result.createObjectStore(store, { keyPath: 'id' });
    asked.onsuccess = () => resolve(asked.result);
    asked.onerror = () => reject(asked.error ?? new Error('not opened'));
  });
