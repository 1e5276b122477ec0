package hapi;

import ca.uhn.fhir.context.FhirContext;
import ca.uhn.fhir.context.support.IValidationSupport;
import ca.uhn.fhir.jpa.api.config.JpaStorageSettings;
import ca.uhn.fhir.jpa.api.dao.IFhirSystemDao;
import ca.uhn.fhir.jpa.provider.JpaCapabilityStatementProvider;
import ca.uhn.fhir.jpa.provider.JpaSystemProvider;
import ca.uhn.fhir.jpa.search.DatabaseBackedPagingProvider;
import ca.uhn.fhir.rest.api.EncodingEnum;
import ca.uhn.fhir.rest.server.RestfulServer;
import ca.uhn.fhir.rest.server.interceptor.RequestValidatingInterceptor;
import ca.uhn.fhir.rest.server.provider.ResourceProviderFactory;
import ca.uhn.fhir.rest.server.util.ISearchParamRegistry;
import java.util.Set;
import org.eclipse.jetty.ee10.servlet.ServletContextHandler;
import org.eclipse.jetty.ee10.servlet.ServletHolder;
import org.eclipse.jetty.server.ServerConnector;
import org.hl7.fhir.common.hapi.validation.validator.FhirInstanceValidator;
import org.springframework.context.ApplicationContext;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;

/**
 * A HAPI FHIR JPA server for R4 on 127.0.0.1, on a port of the system's choice. Prints its base URL as one line when it
 * answers, and ends when its stdin does, that is with whoever started it. The argument {@code strict} makes it refuse
 * what does not validate.
 */
public final class Server {
  public static void main(String[] arguments) {
    try {
      System.out.println(start(Set.of(arguments).contains("strict")));
      while (System.in.read() >= 0) {}
      Runtime.getRuntime().halt(0); // nothing to put away: everything is in memory
    } catch (Throwable problem) {
      problem.printStackTrace();
      Runtime.getRuntime().halt(1); // HAPI's schedulers would keep a failed server alive
    }
  }

  private static String start(boolean strict) throws Exception {
    RestfulServer fhir = fhirServer(new AnnotationConfigApplicationContext(Config.class), strict);
    org.eclipse.jetty.server.Server jetty = new org.eclipse.jetty.server.Server();
    ServerConnector connector = new ServerConnector(jetty);
    connector.setHost("127.0.0.1");
    jetty.addConnector(connector);
    ServletContextHandler handler = new ServletContextHandler("/");
    handler.addServlet(new ServletHolder(fhir), "/fhir/*");
    jetty.setHandler(handler);
    jetty.start();
    return "http://127.0.0.1:" + connector.getLocalPort() + "/fhir";
  }

  private static RestfulServer fhirServer(ApplicationContext beans, boolean strict) {
    RestfulServer server = new RestfulServer(beans.getBean(FhirContext.class));
    IFhirSystemDao<?, ?> system = beans.getBean(IFhirSystemDao.class);
    IValidationSupport support = beans.getBean(IValidationSupport.class);
    server.registerProviders(beans.getBean("myResourceProvidersR4", ResourceProviderFactory.class).createProviders());
    server.registerProvider(beans.getBean(JpaSystemProvider.class));
    server.setServerConformanceProvider(
        new JpaCapabilityStatementProvider(
            server,
            system,
            beans.getBean(JpaStorageSettings.class),
            beans.getBean(ISearchParamRegistry.class),
            support));
    server.setPagingProvider(beans.getBean(DatabaseBackedPagingProvider.class));
    server.setDefaultResponseEncoding(EncodingEnum.JSON);
    if (strict) {
      RequestValidatingInterceptor judge = new RequestValidatingInterceptor();
      judge.addValidatorModule(new FhirInstanceValidator(support));
      server.registerInterceptor(judge);
    }
    return server;
  }
}
