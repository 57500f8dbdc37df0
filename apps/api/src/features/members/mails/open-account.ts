import { button, text, type Template } from '../../../platform/mail/index.ts';

export interface OpenAccountData {
  readonly name: string;
  readonly link: string;
  /** Requested on the sign-in page; otherwise the club invites. */
  readonly asked: boolean;
}

/** For members added by staff or an import: their first access to the portal. */
export const openAccount: Template<OpenAccountData> = ({ name, link, asked }, { language, brand }) =>
  ({
    de: {
      subject: `Öffne dein Konto bei ${brand.name}`,
      preview: 'Wähle ein Passwort und hol dir deine Punkte aufs Handy.',
      title: `Hallo ${name}`,
      parts: [
        text(
          `Du bist Mitglied bei ${brand.name}, hast aber noch kein Konto. Wähle ein Passwort, dann hast du Karte, Punkte und Prämien auf deinem Handy.`,
        ),
        button('Konto öffnen', link),
        text('Der Link gilt 7 Tage und funktioniert nur einmal.'),
        text('Wenn du kein Konto möchtest, musst du nichts tun. Deine Mitgliedschaft bleibt bestehen.'),
      ],
      reason: asked
        ? `Du bekommst diese E-Mail, weil sie auf der Anmeldeseite von ${brand.name} angefordert wurde.`
        : `Du bekommst diese E-Mail, weil du Mitglied bei ${brand.name} bist.`,
    },
    en: {
      subject: `Open your account at ${brand.name}`,
      preview: 'Choose a password to get your points on your phone.',
      title: `Hello ${name}`,
      parts: [
        text(
          `You are a member of ${brand.name} but have no account yet. Choose a password to get your card, points and rewards on your phone.`,
        ),
        button('Open my account', link),
        text('The link works once, within 7 days.'),
        text('If you do not want an account, you can ignore this e-mail. Your membership stays as it is.'),
      ],
      reason: asked
        ? `You get this e-mail because it was requested on the sign-in page of ${brand.name}.`
        : `You get this e-mail because you are a member of ${brand.name}.`,
    },
    cs: {
      subject: `Otevřete si účet v klubu ${brand.name}`,
      preview: 'Zvolte si heslo a body máte v telefonu.',
      title: `Zpráva pro: ${name}`,
      parts: [
        text(
          `Jste členem klubu ${brand.name}, ale zatím nemáte účet. Zvolte si heslo a kartu, body i odměny budete mít v telefonu.`,
        ),
        button('Otevřít účet', link),
        text('Odkaz platí 7 dní a lze ho použít jen jednou.'),
        text('Pokud účet nechcete, nemusíte dělat nic. Členství zůstává beze změny.'),
      ],
      reason: asked
        ? `Tento e-mail byl vyžádán na přihlašovací stránce klubu ${brand.name}.`
        : `Tento e-mail dostáváte, protože jste členem klubu ${brand.name}.`,
    },
  })[language];
