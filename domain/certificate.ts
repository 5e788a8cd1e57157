/**
 * Days left from which on an office is told to renew its certificate, at every sign-in and on 网络与证书. Two months are
 * enough for a request and its answer by courier.
 */
export const renewalNoticeDays = 60;
