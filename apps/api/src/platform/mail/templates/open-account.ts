import { button, text, type Template } from '../mail-content.ts';

export interface OpenAccountData {
  readonly name: string;
  readonly link: string;
  /** By typing the address in the portal; else the club invites. */
  readonly asked: boolean;
}

/** For members whom staff or an import let in: their first way into the portal. */
export const openAccount: Template<OpenAccountData> = ({ name, link, asked }, { language, brand }) =>
  ({
    de: {
      subject: `Öffne dein Konto bei ${brand.name}`,
      preview: 'Ein Passwort, und deine Punkte sind auf deinem Handy.',
      title: `Hallo ${name}`,
      parts: [
        text(
          `Du bist schon Mitglied bei ${brand.name}, nur ein Konto hast du noch nicht. Wähle ein Passwort, dann findest du Karte, Punkte und Prämien auf deinem Handy.`,
        ),
        button('Konto öffnen', link),
        text('Der Link gilt 7 Tage und nur einmal.'),
        text('Möchtest du kein Konto, musst du nichts tun: Deine Mitgliedschaft bleibt, wie sie ist.'),
      ],
      reason: asked
        ? `Diese Mail wurde auf der Anmeldeseite von ${brand.name} angefordert.`
        : `Du bekommst diese Mail, weil du Mitglied bei ${brand.name} bist.`,
    },
    en: {
      subject: `Open your account at ${brand.name}`,
      preview: 'One password, and your points are on your phone.',
      title: `Hello ${name}`,
      parts: [
        text(
          `You are a member of ${brand.name} already, only without an account. Choose a password, and you find your card, points and rewards on your phone.`,
        ),
        button('Open my account', link),
        text('The link works for 7 days, and once.'),
        text('If you want no account, there is nothing to do: your membership stays as it is.'),
      ],
      reason: asked
        ? `This mail was asked for on the sign-in page of ${brand.name}.`
        : `You get this mail because you are a member of ${brand.name}.`,
    },
    cs: {
      subject: `Otevřete si účet v klubu ${brand.name}`,
      preview: 'Stačí heslo a body máte v telefonu.',
      title: `Dobrý den, ${name}`,
      parts: [
        text(
          `Členem klubu ${brand.name} už jste, jen zatím nemáte účet. Zvolte si heslo a kartu, body i odměny najdete v telefonu.`,
        ),
        button('Otevřít účet', link),
        text('Odkaz platí 7 dní a jen jednou.'),
        text('Pokud účet nechcete, nemusíte dělat nic: členství zůstává, jak je.'),
      ],
      reason: asked
        ? `Tento e-mail byl vyžádán na přihlašovací stránce klubu ${brand.name}.`
        : `Tento e-mail dostáváte, protože jste členem klubu ${brand.name}.`,
    },
  })[language];
