import { testRuleExamples } from "../../../support/testRuleExamples.ts";
import { rulesAbout } from "./rulesAbout.ts";

testRuleExamples(rulesAbout("configuration"));
