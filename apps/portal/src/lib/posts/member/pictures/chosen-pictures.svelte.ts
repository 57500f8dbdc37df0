import { largestPicture, mostPicturesOfPost } from '@regulars/contracts/endpoints';
import { pictureProblem } from './picture-problem.ts';
import { UploadRefused, uploadPicture } from './upload-picture.ts';

export interface ChosenPicture {
  readonly key: number;
  readonly name: string;
  /** Address of what the browser shows. */
  readonly preview: string;
  readonly stop: AbortController;
  /** How much was sent, from 0 to 1. */
  sent: number;
  /** Once it is there. */
  id?: string;
  /** Why it was not taken, in words. */
  problem?: string;
}

/** The pictures of a post that is being written: each is sent as soon as it is chosen, one after the other. */
export class ChosenPictures {
  all = $state<ChosenPicture[]>([]);
  readonly #communityId: string;
  #key = 0;
  #queue: Promise<void> = Promise.resolve();

  constructor(communityId: string) {
    this.#communityId = communityId;
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
      this.all.push({ key: this.#key, name: file.name, preview, stop: new AbortController(), sent: 0 });
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
