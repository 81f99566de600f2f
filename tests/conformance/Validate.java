import java.io.BufferedReader;
import java.io.FileInputStream;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Date;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.logging.Level;
import java.util.logging.Logger;
import javax.xml.parsers.DocumentBuilderFactory;
import org.verapdf.gf.foundry.VeraGreenfieldFoundryProvider;
import org.verapdf.pdfa.Foundries;
import org.verapdf.pdfa.PDFAParser;
import org.verapdf.pdfa.PDFAValidator;
import org.verapdf.pdfa.flavours.PDFAFlavour;
import org.verapdf.pdfa.results.TestAssertion;
import org.verapdf.pdfa.results.ValidationResult;
import org.verapdf.pdfa.validation.profiles.ErrorArgument;
import org.verapdf.pdfa.validation.profiles.ErrorArgumentImpl;
import org.verapdf.pdfa.validation.profiles.Profiles;
import org.verapdf.pdfa.validation.profiles.Rule;
import org.verapdf.pdfa.validation.profiles.ValidationProfile;
import org.verapdf.pdfa.validation.profiles.Variable;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;

/**
 * Validates PDFs with veraPDF, any number in one start of the JVM.
 *
 * <p>Each line of standard input names a flavour ("3a", "ua1") and, after a tab, a file. For each,
 * lines of fields between tabs answer on standard output: "failed", clause, test number,
 * description, place; at the end "done" and the number of checks made, or "broken" and why the
 * file could not be read.
 */
public final class Validate {
    private static final Map<String, String> PROFILES = Map.of(
            "3a", "PDFA-3A", "4f", "PDFA-4F", "ua1", "PDFUA-1", "ua2", "PDFUA-2-ISO32005");
    private static final int EVERY_CHECK = -1;

    private final Map<String, ValidationProfile> profiles = new HashMap<>();

    public static void main(String[] arguments) throws Exception {
        Logger.getLogger("").setLevel(Level.SEVERE);
        VeraGreenfieldFoundryProvider.initialise();
        PrintStream output = new PrintStream(System.out, true, StandardCharsets.UTF_8);
        BufferedReader input =
                new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        Validate validate = new Validate();
        for (String line = input.readLine(); line != null; line = input.readLine()) {
            String[] fields = line.split("\t", 2);
            try {
                validate.report(fields[0], fields[1], output);
            } catch (Exception | LinkageError problem) {
                output.println("broken\t" + oneLine(problem.toString()));
            }
        }
    }

    private void report(String id, String path, PrintStream output) throws Exception {
        ValidationProfile profile = profiles.get(id);
        if (profile == null) {
            profile = read(PROFILES.get(id));
            profiles.put(id, profile);
        }
        PDFAFlavour flavour = profile.getPDFAFlavour();
        try (InputStream file = new FileInputStream(path);
                PDFAParser parser = Foundries.defaultInstance().createParser(file, flavour);
                PDFAValidator validator =
                        Foundries.defaultInstance()
                                .createValidator(profile, EVERY_CHECK, false, true, false)) {
            ValidationResult result = validator.validate(parser);
            for (TestAssertion found : result.getTestAssertions()) {
                if (found.getStatus() == TestAssertion.Status.FAILED) {
                    output.println(
                            String.join(
                                    "\t",
                                    "failed",
                                    found.getRuleId().getClause(),
                                    String.valueOf(found.getRuleId().getTestNumber()),
                                    oneLine(found.getMessage()),
                                    oneLine(found.getLocation().getContext())));
                }
            }
            output.println("done\t" + result.getTotalAssertions());
        }
    }

    /**
     * A profile out of the jar, read here because veraPDF's own reader wants JAXB, which no JDK
     * brings and the jar holds only in part.
     */
    private static ValidationProfile read(String name) throws Exception {
        Element root;
        try (InputStream xml =
                PDFAFlavour.class.getResourceAsStream(
                        "/org/verapdf/pdfa/validation/" + name + ".xml")) {
            root = DocumentBuilderFactory.newInstance()
                    .newDocumentBuilder()
                    .parse(xml)
                    .getDocumentElement();
        }
        Set<Rule> rules = new HashSet<>();
        for (Element rule : all(root, "rule")) {
            Element id = all(rule, "id").get(0);
            List<ErrorArgument> arguments = new ArrayList<>();
            for (Element argument : all(rule, "argument")) {
                arguments.add(
                        ErrorArgumentImpl.fromValues(
                                argument.getTextContent(), argument.getAttribute("name"), null));
            }
            rules.add(
                    Profiles.ruleFromValues(
                            Profiles.ruleIdFromValues(
                                    PDFAFlavour.Specification.valueOf(
                                            id.getAttribute("specification")),
                                    id.getAttribute("clause"),
                                    Integer.parseInt(id.getAttribute("testNumber"))),
                            rule.getAttribute("object"),
                            rule.hasAttribute("deferred")
                                    ? Boolean.valueOf(rule.getAttribute("deferred"))
                                    : null,
                            rule.getAttribute("tags"),
                            text(rule, "description"),
                            text(rule, "test"),
                            Profiles.errorFromValues(text(rule, "message"), arguments),
                            List.of()));
        }
        Set<Variable> variables = new HashSet<>();
        for (Element variable : all(root, "variable")) {
            variables.add(
                    Profiles.variableFromValues(
                            variable.getAttribute("name"),
                            variable.getAttribute("object"),
                            text(variable, "defaultValue"),
                            text(variable, "value")));
        }
        return Profiles.profileFromValues(
                PDFAFlavour.valueOf(root.getAttribute("flavour")),
                Profiles.profileDetailsFromValues(name, "", "", new Date(0)),
                "",
                rules,
                variables);
    }

    private static List<Element> all(Element parent, String tag) {
        NodeList found = parent.getElementsByTagName(tag);
        List<Element> elements = new ArrayList<>();
        for (int place = 0; place < found.getLength(); place++) {
            elements.add((Element) found.item(place));
        }
        return elements;
    }

    private static String text(Element parent, String tag) {
        return all(parent, tag).get(0).getTextContent().strip();
    }

    private static String oneLine(String text) {
        return text == null ? "" : text.replaceAll("\\s+", " ").strip();
    }
}
