import { createRoot } from "react-dom/client";
import { followTickets } from "./live.ts";
import { colorScheme, SessionContext, startSession } from "./session.ts";
import { Workspace } from "./shell/workspace.tsx";
import "./styles/index.css";

const showScheme = () => {
  document.documentElement.dataset.theme = colorScheme.get();
};
colorScheme.subscribe(showScheme);
showScheme();

const root = createRoot(document.getElementById("root")!);

try {
  const session = await startSession();
  followTickets((id) => {
    const { refresh, refreshAll } = session.workbench;
    void (id === "all" ? refreshAll() : refresh(id));
  });
  root.render(
    <SessionContext.Provider value={session}>
      <Workspace />
    </SessionContext.Provider>,
  );
} catch (error) {
  root.render(
    <p className="start-failed" role="alert">
      The workspace could not be opened: {(error as Error).message}
    </p>,
  );
}
