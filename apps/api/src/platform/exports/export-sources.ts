import { Injectable } from '@nestjs/common';
import type { ExportKind } from '@regulars/contracts';
import type { ExportSource } from './export-source.ts';

/** What can be exported. Each feature registers its lists in a constructor. */
@Injectable()
export class ExportSources {
  readonly #sources = new Map<ExportKind, ExportSource>();

  register(...sources: readonly ExportSource[]): void {
    for (const source of sources) {
      if (this.#sources.has(source.kind)) throw new Error(`Two features export ${source.kind}`);
      this.#sources.set(source.kind, source);
    }
  }

  of(kind: ExportKind): ExportSource {
    const source = this.#sources.get(kind);
    if (!source) throw new Error(`No feature exports ${kind}`);
    return source;
  }
}
