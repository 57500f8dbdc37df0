import { largestPicture, mostPicturesOfPost } from '@regulars/contracts/endpoints';
import type { PostPicture } from '@regulars/contracts';
import { picturePath } from '../../shared/pictures/picture-path.ts';
import { pictureProblem } from './picture-problem.ts';
import { UploadRefused, uploadPicture } from './upload-picture.ts';

export interface ChosenPicture {
  readonly key: number;
  readonly name: string;
  /** Address of what the browser shows. */
  readonly preview: string;
  readonly stop: AbortController;
  /** What it shows, as it was said before. */
  readonly text: string;
  /** How much was sent, from 0 to 1. */
  sent: number;
  /** Once it is there. */
  id?: string;
  /** Why it was not taken, in words. */
  problem?: string;
}

/** The pictures of a post that is being written or changed: each new one is sent as soon as it is chosen, one after the other. */
export class ChosenPictures {
  all = $state<ChosenPicture[]>([]);
  readonly #communityId: string;
  #key = 0;
  #queue: Promise<void> = Promise.resolve();

  constructor(communityId: string, before: readonly PostPicture[]) {
    this.#communityId = communityId;
    this.all = before.map(({ id, text }, key) => ({
      ...{ key, id, text, name: '', sent: 1, stop: new AbortController() },
      preview: picturePath(id, '320'),
    }));
    this.#key = before.length;
  }

  get room(): number {
    return mostPicturesOfPost - this.all.length;
  }

  get busy(): boolean {
    return this.all.some(({ id, problem }) => id === undefined && problem === undefined);
  }

  add(files: Iterable<File>): void {
    for (const file of [...files].slice(0, this.room)) {
      this.#key += 1;
      const preview = URL.createObjectURL(file);
      const stop = new AbortController();
      this.all.push({ key: this.#key, name: file.name, text: '', preview, stop, sent: 0 });
      const key = this.#key;
      this.#queue = this.#queue.then(() => this.#send(key, file));
    }
  }

  remove(key: number): void {
    const gone = this.all.find((each) => each.key === key);
    if (!gone) return;
    URL.revokeObjectURL(gone.preview);
    gone.stop.abort();
    this.all = this.all.filter((each) => each.key !== key);
  }

  async #send(key: number, file: File): Promise<void> {
    const picture = this.#find(key);
    if (!picture) return;
    if (file.size > largestPicture) return this.#change(key, { problem: pictureProblem('too-large') });
    try {
      const tell = (sent: number): void => this.#change(key, { sent });
      const { id } = await uploadPicture(this.#communityId, file, tell, picture.stop.signal);
      this.#change(key, { id, sent: 1 });
    } catch (thrown) {
      if (!(thrown instanceof UploadRefused)) throw thrown;
      this.#change(key, { problem: pictureProblem(thrown.code) });
    }
  }

  #find(key: number): ChosenPicture | undefined {
    return this.all.find((each) => each.key === key);
  }

  #change(key: number, parts: Partial<ChosenPicture>): void {
    const picture = this.#find(key);
    if (picture) Object.assign(picture, parts);
  }
}
