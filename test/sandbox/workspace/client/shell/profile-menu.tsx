import { useStore } from "../api/store.ts";
import { sendJson } from "../api/zendesk.ts";
import { colorScheme, useSession } from "../session.ts";
import { notify } from "../toasts.ts";
import { Avatar } from "../ui/avatar.tsx";
import { Field } from "../ui/field.tsx";
import { usePopover } from "../ui/popover.tsx";

const LANGUAGES: [locale: string, name: string][] = [
  ["en-US", "English"],
  ["de", "Deutsch"],
  ["es", "Español"],
  ["fr", "Français"],
  ["ko", "한국어"],
];

const languageOf = (locale: string) =>
  LANGUAGES.find(([code]) => code === locale) ??
  LANGUAGES.find(([code]) => code.slice(0, 2) === locale.slice(0, 2));

/** Who is signed in, in which language, light or dark. */
export function ProfileMenu() {
  const { me, agents } = useSession();
  const { open, setOpen, anchor } = usePopover();
  const scheme = useStore(colorScheme);

  const chooseLanguage = (locale: string) =>
    sendJson("PUT", `/api/v2/users/${me.id}.json`, { user: { locale } }).then(
      () => location.reload(),
      (error: Error) => notify(error.message, "error"),
    );

  return (
    <div className="profile" ref={anchor}>
      <button
        type="button"
        className="profile-button"
        aria-label={`Profile: ${me.name}`}
        aria-expanded={open}
        onClick={() => setOpen(!open)}
      >
        <Avatar name={me.name} size={30} />
      </button>
      {open && (
        <section className="popover profile-popover" aria-label="Profile">
          <header>
            <Avatar name={me.name} size={40} />
            <div>
              <strong>{me.name}</strong>
              <span className="muted">{me.email}</span>
            </div>
          </header>
          <Field label="Agent">
            {(id) => (
              <select
                id={id}
                value={me.id}
                onChange={(event) => location.assign(`/_sandbox/agent/sign-in/${event.target.value}`)}
              >
                {agents.map((agent) => (
                  <option key={agent.id} value={agent.id}>
                    {agent.role === "admin" ? `${agent.name} (admin)` : agent.name}
                  </option>
                ))}
              </select>
            )}
          </Field>
          <Field label="Language">
            {(id) => (
              <select
                id={id}
                value={languageOf(me.locale ?? "en-US")?.[0] ?? "en-US"}
                onChange={(event) => chooseLanguage(event.target.value)}
              >
                {LANGUAGES.map(([code, name]) => (
                  <option key={code} value={code} lang={code}>
                    {name}
                  </option>
                ))}
              </select>
            )}
          </Field>
          <label className="switch">
            <span>Dark mode</span>
            <input
              type="checkbox"
              role="switch"
              checked={scheme === "dark"}
              aria-checked={scheme === "dark"}
              onChange={(event) => colorScheme.set(event.target.checked ? "dark" : "light")}
            />
          </label>
        </section>
      )}
    </div>
  );
}
