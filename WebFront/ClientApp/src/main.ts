import "./style/base.css";
import "./style/bars.css";
import "./style/chain.css";
import "./style/dialogs.css";
import "./style/views.css";
import "./style/strategy.css";
import "./style/surface.css";
import "./style/pages.css";
import "./style/time.css";
import { createHub, MarketConnection, RestClient } from "./connection";
import { loadSettings } from "./model/settings";
import { Page } from "./page/page";

const root = document.getElementById("page");
if (root === null) throw new Error("The document has no element with the id 'page'.");
new Page(root, new MarketConnection(createHub("")), new RestClient(""), loadSettings()).start();
