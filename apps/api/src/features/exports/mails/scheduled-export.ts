import { button, text, type Template } from '../../../platform/mail/index.ts';

export interface ScheduledExportData {
  readonly name: string;
  /** Its name. */
  readonly segment: string;
  readonly failed: boolean;
  /** To the exports. */
  readonly link: string;
}

/** To a manager who asked for the members of a segment each day or week. */
export const scheduledExport: Template<ScheduledExportData> = (
  { name, segment, failed, link },
  { language, brand },
) =>
  ({
    de: {
      subject: failed ? `Export misslungen: ${segment}` : `Export fertig: ${segment}`,
      preview: failed ? 'Die Datei konnte nicht geschrieben werden.' : 'Die Datei liegt bereit.',
      title: `Hallo ${name}`,
      parts: [
        text(
          failed
            ? `Der regelmäßige Export des Segments ${segment} ist misslungen. Zum nächsten Termin versuchen wir es wieder.`
            : `Der regelmäßige Export des Segments ${segment} ist fertig.`,
        ),
        button('Zu den Exporten', link),
      ],
      reason: `Du bekommst diese E-Mail, weil du bei ${brand.name} diesen Export eingerichtet hast.`,
    },
    en: {
      subject: failed ? `Export failed: ${segment}` : `Export ready: ${segment}`,
      preview: failed ? 'The file could not be written.' : 'The file is ready.',
      title: `Hello ${name}`,
      parts: [
        text(
          failed
            ? `The regular export of the segment ${segment} failed. We try again at its next turn.`
            : `The regular export of the segment ${segment} is ready.`,
        ),
        button('Show the exports', link),
      ],
      reason: `You get this e-mail because you set up this export at ${brand.name}.`,
    },
    cs: {
      subject: failed ? `Export se nezdařil: ${segment}` : `Export je připravený: ${segment}`,
      preview: failed ? 'Soubor se nepodařilo zapsat.' : 'Soubor je připravený.',
      title: `Zpráva pro: ${name}`,
      parts: [
        text(
          failed
            ? `Pravidelný export segmentu ${segment} se nezdařil. V dalším termínu to zkusíme znovu.`
            : `Pravidelný export segmentu ${segment} je připravený.`,
        ),
        button('Zobrazit exporty', link),
      ],
      reason: `Tento e-mail dostáváte, protože jste si v klubu ${brand.name} tento export nastavili.`,
    },
  })[language];
