import "./style/base.css";
import "./style/bars.css";
import "./style/chain.css";
import "./style/dialogs.css";
import "./style/views.css";
import "./style/strategy.css";
import "./style/surface.css";
import "./style/pages.css";
import "./style/time.css";
import { askFirstQuestions } from "./page/firstQuestions";

const asked = askFirstQuestions(location.hash);
// The document names this as something to load from the beginning (`vite.config.ts`): it is on its way, and so are the answers.
void import("./page/open").then(({ open }) => open(asked));
