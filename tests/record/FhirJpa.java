import ca.uhn.fhir.context.FhirContext;
import ca.uhn.fhir.jpa.api.config.JpaStorageSettings;
import ca.uhn.fhir.jpa.api.config.ThreadPoolFactoryConfig;
import ca.uhn.fhir.jpa.config.HapiJpaConfig;
import ca.uhn.fhir.jpa.config.r4.JpaR4Config;
import ca.uhn.fhir.jpa.config.util.HapiEntityManagerFactoryUtil;
import ca.uhn.fhir.jpa.model.config.PartitionSettings;
import ca.uhn.fhir.jpa.model.config.SubscriptionSettings;
import ca.uhn.fhir.jpa.model.dialect.HapiFhirH2Dialect;
import ca.uhn.fhir.jpa.search.DatabaseBackedPagingProvider;
import ca.uhn.fhir.rest.server.RestfulServer;
import ca.uhn.fhir.rest.server.interceptor.RequestValidatingInterceptor;
import ca.uhn.fhir.rest.server.provider.ResourceProviderFactory;
import ca.uhn.fhir.validation.IInstanceValidatorModule;
import ca.uhn.fhir.validation.ResultSeverityEnum;
import jakarta.persistence.EntityManagerFactory;
import java.net.InetSocketAddress;
import java.util.Properties;
import javax.sql.DataSource;
import org.apache.commons.dbcp2.BasicDataSource;
import org.eclipse.jetty.ee10.servlet.ServletContextHandler;
import org.eclipse.jetty.ee10.servlet.ServletHolder;
import org.eclipse.jetty.server.Server;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.context.annotation.Primary;
import org.springframework.orm.jpa.JpaTransactionManager;
import org.springframework.orm.jpa.LocalContainerEntityManagerFactoryBean;
import org.springframework.transaction.annotation.EnableTransactionManagement;
import org.springframework.web.context.support.AnnotationConfigWebApplicationContext;

/** A record system: HAPI FHIR JPA R4 with H2 in memory, on 127.0.0.1. Every request is validated. Arguments: port. */
public class FhirJpa {
  @Configuration
  @EnableTransactionManagement
  @Import({
    JpaR4Config.class,
    ThreadPoolFactoryConfig.class,
    HapiJpaConfig.class,
    ca.uhn.fhir.jpa.batch2.JpaBatch2Config.class,
    ca.uhn.fhir.batch2.jobs.config.Batch2JobsConfig.class,
    ca.uhn.fhir.jpa.subscription.channel.config.SubscriptionChannelConfig.class,
    ca.uhn.fhir.jpa.subscription.submit.config.SubscriptionSubmitterConfig.class
  })
  public static class Config {
    @Bean
    JpaStorageSettings storageSettings() {
      var settings = new JpaStorageSettings();
      settings.setSchedulingDisabled(true);
      settings.setHibernateSearchIndexFullText(false);
      settings.setAdvancedHSearchIndexing(false);
      return settings;
    }

    @Bean
    PartitionSettings partitionSettings() {
      return new PartitionSettings();
    }

    @Bean
    SubscriptionSettings subscriptionSettings() {
      return new SubscriptionSettings();
    }

    @Bean
    DataSource dataSource() {
      var source = new BasicDataSource();
      source.setUrl("jdbc:h2:mem:fhir;DB_CLOSE_DELAY=-1");
      source.setUsername("sa");
      source.setPassword("");
      source.setMaxTotal(20);
      return source;
    }

    @Bean
    @Primary
    LocalContainerEntityManagerFactoryBean entityManagerFactory(
        DataSource source, ConfigurableListableBeanFactory beans, FhirContext context, JpaStorageSettings settings) {
      var factory = HapiEntityManagerFactoryUtil.newEntityManagerFactory(beans, context, settings);
      factory.setPersistenceUnitName("HAPI_PU");
      factory.setDataSource(source);
      var properties = new Properties();
      properties.put("hibernate.hbm2ddl.auto", "update");
      properties.put("hibernate.dialect", HapiFhirH2Dialect.class.getName());
      properties.put("hibernate.search.enabled", "false");
      factory.setJpaProperties(properties);
      return factory;
    }

    @Bean
    @Primary
    JpaTransactionManager transactionManager(EntityManagerFactory factory) {
      return new JpaTransactionManager(factory);
    }
  }

  public static void main(String[] arguments) throws Exception {
    var application = new AnnotationConfigWebApplicationContext();
    application.register(Config.class);
    var server = new Server(new InetSocketAddress("127.0.0.1", Integer.parseInt(arguments[0])));
    var handler = new ServletContextHandler();
    handler.setContextPath("/");
    application.setServletContext(handler.getServletContext());
    application.refresh();
    var rest = new RestfulServer(application.getBean(FhirContext.class));
    rest.registerProviders(application.getBean("myResourceProvidersR4", ResourceProviderFactory.class).createProviders());
    rest.registerProvider(application.getBean("mySystemProviderR4"));
    rest.setPagingProvider(application.getBean(DatabaseBackedPagingProvider.class));
    var validation = new RequestValidatingInterceptor();
    validation.addValidatorModule(application.getBean(IInstanceValidatorModule.class));
    validation.setFailOnSeverity(ResultSeverityEnum.ERROR);
    rest.registerInterceptor(validation);
    handler.addServlet(new ServletHolder(rest), "/fhir/*");
    server.setHandler(handler);
    server.start();
    System.out.println("ready");
    server.join();
  }
}
