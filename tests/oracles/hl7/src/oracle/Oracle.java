package oracle;

import java.io.BufferedReader;
import java.io.ByteArrayInputStream;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.stream.Stream;
import org.hl7.fhir.convertors.factory.VersionConvertorFactory_40_50;
import org.hl7.fhir.r4.formats.IParser.OutputStyle;
import org.hl7.fhir.r4.formats.JsonParser;
import org.hl7.fhir.r5.elementmodel.Manager.FhirFormat;
import org.hl7.fhir.r5.model.OperationOutcome;
import org.hl7.fhir.r5.model.OperationOutcome.IssueSeverity;
import org.hl7.fhir.r5.model.OperationOutcome.IssueType;
import org.hl7.fhir.r5.utils.OperationOutcomeUtilities;
import org.hl7.fhir.r5.utils.validation.constants.BestPracticeWarningLevel;
import org.hl7.fhir.utilities.validation.ValidationMessage;
import org.hl7.fhir.validation.ValidationEngine;
import org.hl7.fhir.validation.instance.InstanceValidator;

/**
 * HL7's validator as a long-lived process: the path of a JSON file per line on stdin, one R4 OperationOutcome per
 * line on stdout, in the same order. Arguments: the folder for the terminology cache, then guides as `-ig` takes them
 * (a folder, a .tgz).
 *
 * <p>It knows no terminology server and no network. One validator judges everything: making a new one for each file
 * costs several times as much and says the same.
 */
public final class Oracle {
  private static final String R4 = "4.0.1";
  private static final List<String> PACKAGES =
      List.of("hl7.terminology.r4#7.0.1", "hl7.fhir.uv.extensions.r4#5.3.0-ballot-tc1");

  private final InstanceValidator validator;

  private Oracle(Path cache, List<Path> profiles) throws Exception {
    ValidationEngine engine =
        new ValidationEngine.ValidationEngineBuilder()
            .withVersion(R4)
            .withNoTerminologyServer()
            .withTerminologyCachePath(cache.toString())
            .fromSource("hl7.fhir.r4.core#" + R4);
    for (String name : PACKAGES) engine.loadPackage(name, null);
    for (Path guide : profiles) {
      engine.getIgLoader().loadIg(engine.getIgs(), engine.getBinaries(), guide.toString(), false);
    }
    engine.connectToTSServer(null, null, null, false);
    engine.getDefaultInstanceValidatorParameters().setAllowExampleUrls(true);
    engine.getDefaultInstanceValidatorParameters().setBestPracticeLevel(BestPracticeWarningLevel.Warning);
    engine.setPolicyAdvisor(new OfflinePolicy());
    validator = engine.getValidator(FhirFormat.JSON);
  }

  private OperationOutcome judge(Path file) {
    List<ValidationMessage> messages = new ArrayList<>();
    OperationOutcome outcome = new OperationOutcome();
    try {
      validator.validate(null, messages, new ByteArrayInputStream(Files.readAllBytes(file)), FhirFormat.JSON);
    } catch (Exception | StackOverflowError | OutOfMemoryError problem) {
      outcome.addIssue()
          .setSeverity(IssueSeverity.FATAL)
          .setCode(IssueType.EXCEPTION)
          .getDetails().setText(String.valueOf(problem));
    }
    for (ValidationMessage message : new LinkedHashSet<>(messages)) {
      outcome.addIssue(OperationOutcomeUtilities.convertToIssue(message, outcome));
    }
    return outcome;
  }

  public static void main(String[] arguments) throws Exception {
    // The engine talks on System.out; the answers have a stream of their own.
    PrintStream answers = new PrintStream(System.out, true, StandardCharsets.UTF_8);
    System.setOut(System.err);
    try {
      Oracle oracle = new Oracle(Path.of(arguments[0]), Stream.of(arguments).skip(1).map(Path::of).toList());
      JsonParser json = new JsonParser();
      json.setOutputStyle(OutputStyle.NORMAL);
      answers.println("ready");
      BufferedReader lines = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        OperationOutcome outcome = oracle.judge(Path.of(line));
        answers.println(json.composeString(VersionConvertorFactory_40_50.convertResource(outcome)));
      }
      System.exit(0);
    } catch (Throwable problem) {
      problem.printStackTrace();
      System.exit(1); // the engine leaves threads behind that would keep the process alive
    }
  }
}
