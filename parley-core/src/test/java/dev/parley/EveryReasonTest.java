package dev.parley;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.crypto.NoSecretIsLeft;
import dev.parley.failure.HandshakeFailure;
import dev.parley.failure.Reason;
import java.util.function.Supplier;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Every reason is provoked. One that is not in this list does not compile. */
@ExtendWith(NoSecretIsLeft.class)
class EveryReasonTest {
    @ParameterizedTest
    @EnumSource
    void isProvoked(Reason reason) {
        var failure = provocation(reason).get();
        assertThat(failure.reason()).as(failure.account()).isEqualTo(reason);
        assertThat(failure.detail()).isNotBlank().doesNotContain("%");
        assertThat(failure.account()).contains(reason.name(), reason.source(), reason.why(), reason.remedy());
    }

    // @formatter:off
    private static Supplier<HandshakeFailure> provocation(Reason reason) {
        return switch (reason) {
            case MALFORMED_MESSAGE -> BadRecords::messageCutShort;
            case FORBIDDEN_VALUE -> BadRecords::serverCertificateWithContext;
            case UNKNOWN_MESSAGE -> BadRecords::messageOfNoType;
            case MESSAGE_TOO_LONG -> BadRecords::messageOfSixteenMegabytes;
            case NOT_TLS -> BadRecords::plainHttp;
            case RECORD_TOO_LONG -> BadRecords::recordLongerThanAllowed;
            case EMPTY_RECORD -> BadRecords::emptyHandshakeRecord;
            case TOO_MANY_EMPTY_RECORDS -> BadRecords::emptyRecordsWithoutEnd;
            case UNEXPECTED_RECORD -> BadRecords::applicationDataInTheHandshake;
            case RECORD_DOES_NOT_OPEN -> BadRecords::recordAlteredOnItsWay;
            case MISALIGNED_KEY_CHANGE -> BadRecords::recordOnBothSidesOfAKeyChange;
            case ANSWERED_TOO_EARLY -> BadRecords::answerBeforeTheQuestion;
            case INTERLEAVED_MESSAGE -> BadRecords::alertWithinAMessage;
            case TOO_MANY_WARNINGS -> BadRecords::warningsWithoutEnd;
            case MALFORMED_ALERT -> BadRecords::alertOfOneByte;
            case UNEXPECTED_MESSAGE_IN_STATE -> BadRecords::messageLeftOut;
            case UNEXPECTED_CHANGE_CIPHER_SPEC -> BadRecords::changeCipherSpecWithAnotherContent;
            case RENEGOTIATION_REFUSED -> BadRecords::renegotiation;
            case TOO_MANY_KEY_UPDATES -> BadRecords::keyUpdatesWithoutEnd;
            case BAD_FINISHED -> BadRecords::finishedWithAnotherDigest;
            case PEER_ALERT -> BadRecords::peerSaysHandshakeFailure;
            case CLOSED_DURING_HANDSHAKE -> BadRecords::goneWithinTheHandshake;
            case CLOSED_EARLY -> BadRecords::goneWithoutCloseNotify;
            case TIMED_OUT -> BadLinks::silence;
            case KEY_LIMIT_REACHED -> BadLinks::wornOutKey;
            case NO_COMMON_VERSION -> BadHellos::noVersionInCommon;
            case SERVER_CHOSE_UNOFFERED_VERSION -> BadHellos::versionOfTheFuture;
            case SERVER_VERSION_TOO_OLD -> BadHellos::versionOfThePast;
            case WRONG_LEGACY_VERSION -> BadHellos::legacyVersionIsNotTls12;
            case DOWNGRADE_DETECTED -> BadHellos::pushedDown;
            case INAPPROPRIATE_FALLBACK_TRIED -> BadHellos::fallbackThoughBothCouldDoBetter;
            case COMPRESSION_OFFERED_WRONGLY -> BadHellos::compressionOffered;
            case NO_COMMON_SUITE -> BadHellos::noSuiteInCommon;
            case SERVER_CHOSE_UNOFFERED_SUITE -> BadHellos::suiteNotOffered;
            case SUITE_CHANGED_AFTER_RETRY -> BadHellos::suiteChangedAfterRetry;
            case VERSION_CHANGED_AFTER_RETRY -> BadHellos::versionChangedAfterRetry;
            case SESSION_ID_NOT_ECHOED -> BadHellos::sessionIdNotEchoed;
            case NO_COMMON_GROUP -> BadHellos::noGroupInCommon;
            case SERVER_CHOSE_UNOFFERED_GROUP -> BadHellos::groupNotOffered;
            case RETRY_CHANGES_NOTHING -> BadHellos::retryThatAsksForNothing;
            case SECOND_RETRY -> BadHellos::secondRetry;
            case SECOND_HELLO_CHANGED -> BadHellos::secondHelloOffersOtherSuites;
            case WRONG_RETRY_SHARE -> BadHellos::secondHelloWithoutTheShare;
            case COOKIE_NOT_ECHOED -> BadHellos::cookieForgotten;
            case KEY_SHARE_FOR_UNLISTED_GROUP -> BadHellos::shareForAGroupThatIsNotListed;
            case BAD_KEY_SHARE -> BadHellos::shareOfTheWrongLength;
            case WEAK_DH_GROUP -> BadHellos::primeOf1024Bits;
            case BAD_DH_VALUE -> BadHellos::valueOfOne;
            case NO_COMMON_DH_GROUP -> BadHellos::noFiniteFieldInCommon;
            case UNSUPPORTED_CURVE_FORMAT -> BadHellos::curveByItsCoefficients;
            case DUPLICATE_EXTENSION -> BadExtensions::extensionTwice;
            case MISPLACED_EXTENSION -> BadExtensions::extensionInTheWrongMessage;
            case UNSOLICITED_EXTENSION -> BadExtensions::answerToNoOffer;
            case MISSING_REQUIRED_EXTENSION -> BadExtensions::helloWithoutGroups;
            case PSK_NOT_LAST -> BadExtensions::pskBeforeOthers;
            case ECH_REJECTED -> BadEch::keyThatTheServerDoesNotHave;
            case ECH_NOT_CONFIRMED -> BadEch::confirmedInTheRetryAlone;
            case INNER_HELLO_IN_THE_OPEN -> BadEch::innerHelloFromTheNetwork;
            case BAD_INNER_HELLO -> BadEch::innerHelloWithTls12;
            case BAD_OUTER_REFERENCE -> BadEch::referenceToWhatIsNotThere;
            case ECH_CHANGED_AFTER_RETRY -> BadEch::secondHelloWithAnotherId;
            case ECH_DOES_NOT_OPEN -> BadEch::secondHelloAltered;
            case NO_COMMON_PROTOCOL -> BadExtensions::noProtocolInCommon;
            case SERVER_CHOSE_UNOFFERED_PROTOCOL -> BadExtensions::protocolNotOffered;
            case UNKNOWN_SERVER_NAME -> BadLinks::selectorDoesNotKnowTheName;
            case MALFORMED_SERVER_NAME -> BadExtensions::serverNameWithSpaces;
            case BAD_RENEGOTIATION_INFO -> BadExtensions::renegotiationInfoInTheFirstHandshake;
            case EXTENDED_MAIN_SECRET_REQUIRED -> BadExtensions::noExtendedMainSecret;
            case BAD_RECORD_SIZE_LIMIT -> BadExtensions::recordSizeLimitOf63;
            case BAD_MAX_FRAGMENT_LENGTH -> BadExtensions::anotherFragmentLength;
            case NO_COMMON_SIGNATURE_SCHEME -> BadExtensions::noSchemeInCommon;
            case SIGNED_WITH_UNOFFERED_SCHEME -> BadCertificates::schemeNotOffered;
            case SCHEME_DOES_NOT_FIT_KEY -> BadCertificates::schemeForAnotherKey;
            case BAD_SIGNATURE -> BadCertificates::signatureOfSomethingElse;
            case BAD_KEY_EXCHANGE_SIGNATURE -> BadCertificates::signatureOfOtherParameters;
            case EMPTY_CERTIFICATE -> BadCertificates::noCertificate;
            case UNSOLICITED_DELEGATION -> BadDelegations::neverAskedFor;
            case DELEGATION_NOT_PERMITTED -> BadDelegations::certificateThatDoesNotPermitIt;
            case DELEGATION_OUT_OF_TIME -> BadDelegations::endedAnHourAgo;
            case BAD_DELEGATION -> BadDelegations::signedBySomebodyElse;
            case UNREADABLE_CERTIFICATE -> BadCertificates::certificateOfNoFormat;
            case NO_COMMON_CERTIFICATE_TYPE -> BadCertificates::rawKeyForAServerThatTakesCertificates;
            case SERVER_CHOSE_UNOFFERED_CERTIFICATE_TYPE -> BadCertificates::typeNotOffered;
            case UNKNOWN_RAW_KEY -> BadCertificates::rawKeyOfAStranger;
            case COMPRESSION_NOT_OFFERED -> BadCertificates::compressedWithSomethingElse;
            case BAD_COMPRESSED_CERTIFICATE -> BadCertificates::compressedBomb;
            case CHAIN_TOO_LONG -> BadCertificates::seventeenCertificates;
            case UNSUPPORTED_CERTIFICATE_KEY -> BadCertificates::keyThatDoesNotFitTheSuite;
            case CERTIFICATE_IS_EXPIRED -> BadCertificates::expired;
            case CERTIFICATE_NOT_YET_VALID -> BadCertificates::notYetValid;
            case CERTIFICATE_IS_REVOKED -> BadCertificates::revokedAsTheApplicationKnows;
            case STATUS_SAYS_REVOKED -> BadCertificates::revoked;
            case STATUS_UNUSABLE -> BadCertificates::statusOfAnotherCertificate;
            case STATUS_MISSING -> BadCertificates::promisedStatusThatDidNotCome;
            case TOO_FEW_TIMESTAMPS -> BadCertificates::certificateThatNoLogKnows;
            case TOO_FEW_LOG_OPERATORS -> BadCertificates::twoLogsOfOneOperator;
            case UNTRUSTED_CERTIFICATE -> BadCertificates::issuedByAStranger;
            case PATH_CHECK_FAILED -> BadCertificates::unknownCriticalExtension;
            case CERTIFICATE_REFUSED -> BadCertificates::judgeOfTheApplication;
            case WEAK_CERTIFICATE -> BadCertificates::sha1Signature;
            case WRONG_HOST_NAME -> BadCertificates::wrongHost;
            case WRONG_CERTIFICATE_USAGE -> BadCertificates::certificateForClients;
            case CLIENT_CERTIFICATE_MISSING -> BadCertificates::clientWithoutCertificateInTls12;
            case CLIENT_CERTIFICATE_REQUIRED -> BadCertificates::clientWithoutCertificate;
            case OWN_KEY_FAILED -> BadCertificates::ownKeyDoesNotSign;
            case UNKNOWN_PSK -> BadSessions::keyTheServerWasNotGiven;
            case BAD_PSK_BINDER -> BadSessions::anotherKeyOfTheSameName;
            case BAD_PSK_OFFER -> BadSessions::moreBindersThanIdentities;
            case SERVER_CHOSE_UNOFFERED_PSK -> BadSessions::keyNobodyOffered;
            case WRONG_RESUMPTION -> BadSessions::sessionContinuedWithAnotherSuite;
            case EXTENDED_MAIN_SECRET_CHANGED -> BadSessions::sessionContinuedWithoutExtendedMainSecret;
            case EARLY_DATA_UNEXPECTED -> BadSessions::earlyDataUnderAnotherProtocol;
            case TOO_MUCH_EARLY_DATA -> BadSessions::earlyDataWithoutEnd;
            case INTERNAL_FAULT -> BadLinks::selectorThrows;
            case CANCELLED -> BadLinks::givenUpByTheApplication;
        };
    }
    // @formatter:on
}
